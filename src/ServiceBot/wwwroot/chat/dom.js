// Builds elements. Text only ever arrives through textContent, so nothing a message says can become markup.
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const name of Object.keys(props || {})) {
    const value = props[name];
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'text') node.textContent = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'sb-icon');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', new URL('icons.svg', import.meta.url).pathname + '#' + name);
  svg.append(use);
  return svg;
}
