// Checks badges as somebody would who has never heard of Verkstad: what stands in "documents" is all there is in the
// world. In: [{credential, documents: {address: document}}, …] on standard input. Out: for each "" or what is wrong.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const require = createRequire(`${process.argv[2]}/package.json`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const {DataIntegrityProof} = await load("@digitalbazaar/data-integrity");
const {cryptosuite} = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const {defaultDocumentLoader, verifyCredential} = await load("@digitalbazaar/vc");
const {checkStatus} = await load("@digitalbazaar/vc-bitstring-status-list");
const MULTIKEY = "https://w3id.org/security/multikey/v1";

function loader(documents) {
  return async (url) => {
    const [address, fragment] = url.split("#");
    const document = documents[url] || documents[address];
    if (!document) return defaultDocumentLoader(url);
    if (!fragment || !document.verificationMethod) return {contextUrl: null, documentUrl: url, document};
    const method = document.verificationMethod.find(({id}) => id === url);
    if (!method) throw new Error(`no key ${url}`);
    return {contextUrl: null, documentUrl: url, document: {"@context": MULTIKEY, ...method}};
  };
}

function wrong({error}) {
  const errors = error.errors?.length ? error.errors : [error];
  return errors.map(({message}) => message).join("; ") || "refused";
}

async function check({credential, documents}) {
  const given = {suite: new DataIntegrityProof({cryptosuite}), documentLoader: loader(documents), checkStatus};
  const result = await verifyCredential({credential, ...given});
  if (!result.verified) return wrong(result.error ? result : result.statusResult);
  return result.statusResult.results.some(({status}) => status) ? "revoked" : "";
}

let text = "";
for await (const part of process.stdin) text += part;
const answers = [];
for (const one of JSON.parse(text)) answers.push(await check(one));
console.log(JSON.stringify(answers));
