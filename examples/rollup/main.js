import 'clipbooth/element';

document.querySelector('clip-booth').addEventListener('clip-uploaded', ({ detail }) => {
  location.href = detail.result.url;
});
