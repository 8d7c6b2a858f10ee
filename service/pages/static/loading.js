// Looks again by itself until the ranks have been read.

const AGAIN_MS = 2000;

setTimeout(() => location.reload(), AGAIN_MS);
