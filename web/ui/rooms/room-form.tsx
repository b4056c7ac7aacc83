'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Messages } from '../../server/translations.ts';
import { Button } from '../kit/button.tsx';
import { Choice } from '../kit/choice.tsx';
import { Notice } from '../kit/notice.tsx';
import { Select } from '../kit/select.tsx';
import { TextArea } from '../kit/text-area.tsx';
import { TextField } from '../kit/text-field.tsx';
import { MAX_ROOM_DESCRIPTION_LENGTH, MAX_ROOM_NAME_LENGTH, MAX_ROOM_TOPIC_LENGTH, MAX_SEATS } from './limits.ts';
import type { RoomFailure, RoomValues } from './room-client.ts';

type Words = Messages['create'];
type FormValues = Omit<RoomValues, 'capacity'> & { capacity: string };

export type RoomFormProps = {
  words: Words;
  initial: RoomValues;
  submitLabel: string;
  workingLabel: string;
  /** Answers what went wrong, or null when all is done. */
  onSubmit: (values: RoomValues) => Promise<RoomFailure | null>;
  /** Said beside the button when it is done. */
  doneText?: string | undefined;
};

const seatChoices = Array.from({ length: MAX_SEATS - 1 }, (_, index) => MAX_SEATS - index);

/** What a room is: the same form for making one and for changing it. */
export function RoomForm({ words, initial, submitLabel, workingLabel, onSubmit, doneText }: RoomFormProps) {
  const [failure, setFailure] = useState<RoomFailure | null>(null);
  const { register, handleSubmit, formState } = useForm<FormValues>({
    defaultValues: { ...initial, capacity: String(initial.capacity) },
  });
  const submit = handleSubmit(async (values) => {
    setFailure(await onSubmit({ ...values, capacity: Number(values.capacity) }));
  });
  const { errors, isSubmitting } = formState;
  const atMost = (max: number) => ({ value: max, message: words.errorLong.replace('{max}', String(max)) });
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        autoComplete="off"
        error={errors.name?.message}
        {...register('name', {
          validate: (name) => name.trim() !== '' || words.errorName,
          maxLength: atMost(MAX_ROOM_NAME_LENGTH),
        })}
      />
      <TextField
        label={words.topic}
        aside={words.optional}
        placeholder={words.topicPlaceholder}
        autoComplete="off"
        error={errors.topic?.message}
        {...register('topic', { maxLength: atMost(MAX_ROOM_TOPIC_LENGTH) })}
      />
      <TextArea
        label={words.description}
        aside={words.optional}
        placeholder={words.descriptionPlaceholder}
        error={errors.description?.message}
        {...register('description', { maxLength: atMost(MAX_ROOM_DESCRIPTION_LENGTH) })}
      />
      <Choice
        legend={words.visibility}
        options={[
          { value: 'public', label: words.public, hint: words.publicHint },
          { value: 'unlisted', label: words.unlisted, hint: words.unlistedHint },
        ]}
        {...register('visibility')}
      />
      <Select label={words.capacity} hint={words.capacityHint} className="tabular" {...register('capacity')}>
        {seatChoices.map((seats) => (
          <option key={seats} value={String(seats)}>
            {seats}
          </option>
        ))}
      </Select>
      {failure !== null && (
        <Notice tone="error" isLive>
          {failureText(failure, words)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" disabled={isSubmitting} className="max-sm:w-full">
          {isSubmitting ? workingLabel : submitLabel}
        </Button>
        <p role="status" className="text-small text-ink-soft">
          {isSubmitting || failure !== null ? '' : doneText}
        </p>
      </div>
    </form>
  );
}

function failureText(failure: RoomFailure, words: Words): string {
  switch (failure) {
    case 'signed-out':
      return words.errorSignedOut;
    case 'too-many':
      return words.errorTooMany;
    case 'offline':
      return words.errorOffline;
    case 'unknown':
      return words.errorUnknown;
  }
}
