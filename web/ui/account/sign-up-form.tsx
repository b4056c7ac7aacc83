'use client';

import { useForm } from 'react-hook-form';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { TextField } from '../kit/text-field.tsx';
import { signUp } from './auth-client.ts';
import { emailPattern } from './email-pattern.ts';
import { MAX_NAME_LENGTH, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './limits.ts';
import { PasswordField } from './password-field.tsx';
import { useEntry } from './use-entry.ts';

type Values = { name: string; email: string; password: string };

export function SignUpForm({ words, fallback }: { words: Messages['account']; fallback: string }) {
  const { failure, isWorking, enter } = useEntry({ words, fallback });
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: { name: '', email: '', password: '' },
  });
  const submit = handleSubmit(async (values) => {
    const refused = await enter(() => signUp({ ...values, email: values.email.trim() }));
    if (refused?.field) setError(refused.field, { message: refused.text }, { shouldFocus: true });
  });
  const { errors } = formState;
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {failure !== null && failure.field === null && (
        <Notice tone="error" isLive>
          {failure.text}
        </Notice>
      )}
      <TextField
        label={words.name}
        hint={words.nameHint}
        autoComplete="nickname"
        maxLength={MAX_NAME_LENGTH}
        error={errors.name?.message}
        {...register('name', { validate: (name) => name.trim() !== '' || words.errorNameMissing })}
      />
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        error={errors.email?.message}
        {...register('email', {
          required: words.errorEmail,
          pattern: { value: emailPattern, message: words.errorEmail },
        })}
      />
      <PasswordField
        label={words.password}
        hint={words.passwordHint}
        showLabel={words.showPassword}
        hideLabel={words.hidePassword}
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password', {
          minLength: { value: MIN_PASSWORD_LENGTH, message: words.errorPasswordShort },
          maxLength: { value: MAX_PASSWORD_LENGTH, message: words.errorPasswordLong },
          required: words.errorPasswordShort,
        })}
      />
      <Button type="submit" variant="primary" disabled={isWorking}>
        {isWorking ? words.working : words.signUp}
      </Button>
    </form>
  );
}
