const m = await import(`./bench/${process.argv[2]}.ts`);
await m.run(process.argv.slice(3));
