import '../../booth/booth.js';
import '../../upload/upload.js';
import '../../project/edits.js';
