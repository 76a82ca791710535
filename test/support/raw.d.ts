/* The address of a file, as Vite gives it. */
declare module '*?url' {
  const address: string;
  export default address;
}

/* A file as text, as Vite gives it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
