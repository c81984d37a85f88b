import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { largeText } from '../layout/large-text.ts';
import { App } from './App.tsx';

largeText.apply();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
