/** Who asks. People see their own calls; an admin may look at another person's, which is logged where that person sees it. */
export type Viewer = {
  personId: string;
  isAdmin: boolean;
  /** Why an admin looks at another person's calls, in their own words; kept with the look. */
  reason?: string;
};
