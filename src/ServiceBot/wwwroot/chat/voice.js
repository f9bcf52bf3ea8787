// Voice input where the browser has it. Nothing is recorded or kept by the page.
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

export const canListen = Boolean(Recognition);

// Calls heard(text) with all that was understood so far, ended('' | 'no-speech' | 'not-allowed' | …) once. Returns stop().
export function listen(lang, heard, ended) {
  const recognition = new Recognition();
  let error = '';
  recognition.lang = lang === 'en' ? 'en-US' : lang;
  recognition.interimResults = true;
  recognition.onresult = event => heard(Array.from(event.results, result => result[0].transcript).join(''));
  recognition.onerror = event => { error = event.error; };
  recognition.onend = () => ended(error === 'aborted' ? '' : error);
  recognition.start();
  return () => recognition.stop();
}
