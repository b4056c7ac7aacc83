'use client';

import { useForm } from 'react-hook-form';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { Notice } from '../kit/notice.tsx';
import { TextField } from '../kit/text-field.tsx';
import { signIn } from './auth-client.ts';
import { emailPattern } from './email-pattern.ts';
import { PasswordField } from './password-field.tsx';
import { useEntry } from './use-entry.ts';

type Values = { email: string; password: string };

export function SignInForm({ words, fallback }: { words: Messages['account']; fallback: string }) {
  const { failure, isWorking, enter } = useEntry({ words, fallback });
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: { email: '', password: '' },
  });
  const submit = handleSubmit(async (values) => {
    const refused = await enter(() => signIn(values));
    if (refused?.field === 'email' || refused?.field === 'password') {
      setError(refused.field, { message: refused.text }, { shouldFocus: true });
    }
  });
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {failure !== null && failure.field === null && (
        <Notice tone="error" isLive>
          {failure.text}
        </Notice>
      )}
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        error={formState.errors.email?.message}
        {...register('email', {
          required: words.errorEmail,
          pattern: { value: emailPattern, message: words.errorEmail },
        })}
      />
      <PasswordField
        label={words.password}
        showLabel={words.showPassword}
        hideLabel={words.hidePassword}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: words.errorPasswordMissing })}
      />
      <Button type="submit" variant="primary" disabled={isWorking}>
        {isWorking ? words.working : words.signIn}
      </Button>
    </form>
  );
}
