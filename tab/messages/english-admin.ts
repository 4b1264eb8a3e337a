import type { AdminMessages } from "./admin-messages.ts";
import { ENGLISH_PEOPLE } from "./english-people.ts";

export const englishAdmin = (): AdminMessages => ({ people: ENGLISH_PEOPLE });
