import 'clipbooth/element';
import './main.css';

document.querySelector('clip-booth').addEventListener('clip-uploaded', ({ detail }) => {
  location.href = detail.result.url;
});
