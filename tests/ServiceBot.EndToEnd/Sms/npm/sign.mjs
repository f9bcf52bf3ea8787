// Reads [{token, url, fields}] from its argument; writes the signature of each, as Twilio's own package makes it and finds it valid.
import twilio from 'twilio/lib/webhooks/webhooks.js';

const cases = JSON.parse(process.argv[2]);
console.log(JSON.stringify(cases.map(({ token, url, fields }) => {
  const signature = twilio.getExpectedTwilioSignature(token, url, fields);
  return { signature, valid: twilio.validateRequest(token, signature, url, fields) };
})));
