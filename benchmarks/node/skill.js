// The same answers from Node: ask-sdk-express-adapter with its own verifiers on, as its page shows it, before a handler
// that gives the answer Cramp Coach gave to the same request when it was recorded. It has nothing to think about.
//
// Arguments: port, a PEM file of roots, a PEM file with the chain, its URL, and a JSON file with the recorded answers
// by request id. The verifier trusts the roots that Node brings; the store it makes of them gets the test's roots too.
// It then judges the chain by itself, which is kept where it keeps what it fetched. Nothing else is changed.
'use strict';

const fs = require('fs');

const { pki } = require('node-forge');

const [port, rootsFile, chainFile, chainUrl, answersFile] = process.argv.slice(2);
const roots = fs.readFileSync(rootsFile, 'utf8').match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g);
const createCaStore = pki.createCaStore;
pki.createCaStore = (certificates) => createCaStore([...certificates, ...roots]);

const Alexa = require('ask-sdk-core');
const express = require('express');
const { ExpressAdapter, SkillRequestSignatureVerifier } = require('ask-sdk-express-adapter');

const answers = new Map(Object.entries(JSON.parse(fs.readFileSync(answersFile, 'utf8'))));

const recorded = {
    canHandle: () => true,
    handle({ requestEnvelope, attributesManager }) {
        const { response, sessionAttributes } = answers.get(requestEnvelope.request.requestId);
        attributesManager.setSessionAttributes(sessionAttributes);
        return response;
    },
};

const skill = Alexa.SkillBuilders.custom().addRequestHandlers(recorded).create();
const verifiers = [];
const adapter = new ExpressAdapter(skill, true, true, verifiers);
const verifier = verifiers.find((one) => one instanceof SkillRequestSignatureVerifier);
const chain = fs.readFileSync(chainFile, 'utf8');
verifier._validateCertChain(chain);
verifier.certCache.set(chainUrl, chain);

const app = express();
app.get('/health', (_, response) => response.send('ok'));
app.post('/alexa', adapter.getRequestHandlers());
app.listen(Number(port), '127.0.0.1');
