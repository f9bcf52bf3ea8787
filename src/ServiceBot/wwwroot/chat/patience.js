// Waiting that can be cut short: the network is back, a message went out, the resident pressed "try again".
const FIRST = 800;
const LONGEST = 20000;

export class Patience {
  constructor() {
    this.sleepers = new Set();
  }

  // Doubles with each failure; the random half keeps a thousand phones from coming back in the same second.
  pause(failures, atLeast) {
    const longest = Math.min(LONGEST, FIRST * Math.pow(2, failures - 1));
    return this.sleep(Math.max(atLeast || 0, longest * (0.5 + Math.random() / 2)));
  }

  sleep(milliseconds) {
    return new Promise(resolve => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.sleepers.add(wake);
    });
  }

  wake() {
    for (const wake of Array.from(this.sleepers)) wake();
  }
}
