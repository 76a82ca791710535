import { existsSync } from 'node:fs';

/** The Debian package of OpenStack Swift, the S3 of the tests: all of it, less the services of a real installation. */
export const SWIFT_PACKAGE = 'python3-swift';

/** Debian's own Python, which alone knows Debian's packages, whatever comes first on PATH. */
export const SYSTEM_PYTHON = '/usr/bin/python3';

/** Whether uploads to S3 can be tested here. */
export const hasSwift = () => existsSync('/usr/lib/python3/dist-packages/swift/common/middleware/s3api');
