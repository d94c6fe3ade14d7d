// Types of what scripts get from elsewhere: elements of our pages, and htmx, which a script of django-htmx loads.

/** Every element that our scripts look for is an HTML element; which one, the variable's type says. */
interface ParentNode {
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}

interface HtmxRequestConfig {
  verb: string;
  headers: Record<string, string>;
  parameters: FormData;
}

interface Htmx {
  ajax(
    verb: string,
    url: string,
    options: { values?: Record<string, string>; target?: string; swap?: string; source?: Element | null },
  ): Promise<void>;
  swap(target: string | Element, html: string, options: { swapStyle: string }): void;
  trigger(element: Element, name: string): void;
  process(element: Element): void;
}

declare const htmx: Htmx;

interface DocumentEventMap {
  "htmx:afterSwap": CustomEvent<{ requestConfig?: HtmxRequestConfig }>;
  "htmx:configRequest": CustomEvent<HtmxRequestConfig>;
  "htmx:sendError": CustomEvent<{ requestConfig?: HtmxRequestConfig }>;
  "htmx:timeout": CustomEvent<{ requestConfig?: HtmxRequestConfig }>;
}
