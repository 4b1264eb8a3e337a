/** Who asks. People see their own calls; an admin may look at another person's, which is logged where that person sees it. */
export type Viewer = { personId: string; isAdmin: boolean };
