// WeChat's encrypted mode as others have written it. A JSON object a line on stdin, one a line on stdout:
//   {"by", "do": "encrypt", "token", "key", "id", "text"}                          → {"text"}
//   {"by", "do": "decrypt", "token", "key", "text"}                                → {"text", "id"}
//   {"by", "do": "sign", "token", "key", "timestamp", "nonce", "text"}             → {"text"}
// "by" is the package: "wechat-crypto" or "@wecom/crypto".
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const WXBizMsgCrypt = require('wechat-crypto');
const wecom = require('@wecom/crypto');

const packages = {
  'wechat-crypto': {
    encrypt: ask => ({ text: new WXBizMsgCrypt(ask.token, ask.key, ask.id).encrypt(ask.text) }),
    decrypt: ask => {
      const { message, id } = new WXBizMsgCrypt(ask.token, ask.key, 'any').decrypt(ask.text);
      return { text: message, id };
    },
    sign: ask => ({ text: new WXBizMsgCrypt(ask.token, ask.key, 'any').getSignature(ask.timestamp, ask.nonce, ask.text) }),
  },
  '@wecom/crypto': {
    encrypt: ask => ({ text: wecom.encrypt(ask.key, ask.text, ask.id) }),
    decrypt: ask => {
      const { message, id } = wecom.decrypt(ask.key, ask.text);
      return { text: message, id };
    },
    sign: ask => ({ text: wecom.getSignature(ask.token, ask.timestamp, ask.nonce, ask.text) }),
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  process.stdout.write(JSON.stringify(packages[ask.by][ask.do](ask)) + '\n');
}
