/** A worker that keeps a processor busy until it is ended. */
postMessage("spinning");
for (let i = 0; ; i++) if (i === Infinity) break;
