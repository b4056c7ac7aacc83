// The TLS front of `npm start -- --share`: one origin for the site and for signaling, as nginx is in a deployment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './lib/failure.ts';
import { createShareProxy } from './lib/share-proxy.ts';

const { PORT, CERTIFICATE_DIR, WEB_PORT, SIGNALING_PORT } = process.env;
if (!CERTIFICATE_DIR) throw new Failure('CERTIFICATE_DIR is not set.');

const proxy = createShareProxy({
  key: readFileSync(join(CERTIFICATE_DIR, 'key.pem')),
  cert: readFileSync(join(CERTIFICATE_DIR, 'cert.pem')),
  webPort: Number(WEB_PORT),
  signalingPort: Number(SIGNALING_PORT),
});
proxy.listen(Number(PORT));
process.on('SIGTERM', () => process.exit(0));
