import type { ComponentChildren } from 'preact';

/** What a route gives to the shell, which adds the head, header and footer. */
export interface Page {
  /** Without the territory's name, which the shell adds. */
  title: string;
  description?: string;
  body: ComponentChildren;
  /** schema.org objects, one script each. */
  jsonLd?: readonly object[];
  /** Path of the one address that search engines should keep, when it is not this one. */
  canonical?: string;
  noindex?: boolean;
  /** Which entry of the navigation is current. */
  section?: string;
  /** Stands beside a menu of its own: `manage` for who works here, `space` for what is one's own. `section` is then an entry of it. */
  frame?: Frame;
  /** Has lists to work with, histories or figures, whose styles it loads; a page in a frame always does. */
  dense?: true;
  /**
   * Origins of the sites that may show it in a frame of theirs: of its own, it has neither header nor footer then, and its links
   * lead out of the frame.
   */
  embeddedIn?: readonly string[];
  /** Other sites may show it by its address (oEmbed): its head says where they ask. */
  isEmbeddable?: true;
}

export type Frame = 'manage' | 'space';
