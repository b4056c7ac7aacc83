import { Nowhere } from '../../../ui/shell/nowhere.tsx';

export default function NotFound() {
  return <Nowhere what="page" />;
}
