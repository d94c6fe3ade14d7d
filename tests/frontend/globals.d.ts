// Types of what the page gets from elsewhere: htmx, which a script of django-htmx loads, and the events of the page.

interface HtmxRequestConfig {
  verb: string;
  headers: Record<string, string>;
  parameters: FormData;
}

interface HtmxDetail {
  requestConfig?: HtmxRequestConfig;
  headers: Record<string, string>;
  parameters: FormData;
  verb: string;
}

interface Htmx {
  ajax(
    verb: string,
    url: string,
    options: { values?: Record<string, string>; target?: string; swap?: string; source?: Element | null },
  ): Promise<void>;
  swap(target: string | Element, html: string, options: { swapStyle: string }): void;
  process(element: Element): void;
}

declare const htmx: Htmx;

/** A claim as the server reports a change of it. */
interface ChangedClaim {
  id: number;
  version: number;
  status: string;
}

interface DocumentEventMap {
  "htmx:afterSwap": CustomEvent<HtmxDetail>;
  "htmx:configRequest": CustomEvent<HtmxDetail>;
  "htmx:sendError": CustomEvent<HtmxDetail>;
  "htmx:timeout": CustomEvent<HtmxDetail>;
}
