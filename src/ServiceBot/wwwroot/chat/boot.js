// Starts a chat in every element with data-chat. Its settings are data attributes:
//   data-token-url   where tokens come from; also keeps the stored conversations apart        (/chat/token)
//   data-direct-line base address of Direct Line                                            (/v3/directline)
//   data-texts       address prefix of a file that is laid over the words: prefix + zh.json, prefix + en.json
//   data-title       "none" leaves the name out, for a page that has its own heading
//   data-page        the chat is the whole page: it sets the page's title and language
//   data-max-upload  megabytes a file may have (10)   ·   data-upload-types  their media types, separated by spaces
import { Chat } from './chat.js';

for (const host of document.querySelectorAll('[data-chat]')) new Chat(host).start();
