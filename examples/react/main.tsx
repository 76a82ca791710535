import { type Clip, putTo } from 'clipbooth';
import 'clipbooth/element';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
  const [clip, setClip] = useState<Clip | null>(null);
  const target = useMemo(
    () => putTo(async () => (await fetch('/api/presign', { method: 'POST' })).text()),
    [],
  );
  return (
    <>
      <clip-booth
        maxDuration={15}
        uploadTarget={target}
        onclip-exported={({ detail }) => setClip(detail.clip)}
        style={{ height: '90dvh' }}
      />
      <output>
        {clip === null ? 'No clip yet' : `${clip.duration.toFixed(1)} s, ${clip.file.size} bytes`}
      </output>
    </>
  );
}

const app = document.querySelector('#app');
if (app !== null) createRoot(app).render(<App />);
