// Makes a stack of each module that is named and writes the templates as one JSON list.
const fs = require("node:fs");
const cdk = require("aws-cdk-lib");

const [outdir, ...files] = process.argv.slice(2);
const app = new cdk.App({ outdir, analyticsReporting: false });
const names = files.map((file, n) => {
  const [Stack] = Object.values(require(file));
  new Stack(app, `S${n}`);
  return `S${n}`;
});
const assembly = app.synth();
fs.writeSync(1, JSON.stringify(names.map((name) => assembly.getStackByName(name).template)));
