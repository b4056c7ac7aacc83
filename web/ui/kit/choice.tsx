import type { ComponentProps } from 'react';

export type ChoiceOption = { value: string; label: string; hint?: string };

export type ChoiceProps = Omit<ComponentProps<'input'>, 'type' | 'value' | 'children'> & {
  legend: string;
  name: string;
  options: readonly ChoiceOption[];
  /** Controlled with `onChange`; otherwise `defaultValue` names the one chosen at first. */
  value?: string;
};

/** One of a few, all in sight. Works in a plain form; further props (`ref`, `onBlur` …) go to each radio. */
export function Choice({ legend, name, options, value, defaultValue, ...rest }: ChoiceProps) {
  const checkedProps = (option: ChoiceOption) => {
    if (value !== undefined) return { checked: value === option.value };
    return defaultValue === undefined ? {} : { defaultChecked: defaultValue === option.value };
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-strong text-small">{legend}</legend>
      <div className="flex flex-col gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-start gap-3 rounded-box border border-edge/50 bg-raised px-3 py-2.5 transition-colors hover:border-edge has-checked:border-lamp-ink has-checked:bg-lamp-wash has-focus-visible:outline-2 has-focus-visible:outline-lamp-ink has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              className="mt-1 size-4 shrink-0 accent-lamp-ink outline-none"
              {...checkedProps(option)}
              {...rest}
            />
            <span className="flex flex-col">
              <span>{option.label}</span>
              {option.hint !== undefined && <span className="text-fine text-ink-soft">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
