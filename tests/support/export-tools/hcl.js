// Reads the files that are named with HashiCorp's own parser and writes them as one JSON list.
const fs = require("node:fs");
const { parse } = require("@cdktn/hcl2json");

const all = process.argv.slice(2).map((file) => parse(file, fs.readFileSync(file, "utf8")));
Promise.all(all).then(
  (files) => fs.writeFileSync(1, JSON.stringify(files)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
