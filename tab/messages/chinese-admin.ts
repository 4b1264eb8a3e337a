import type { AdminMessages } from "./admin-messages.ts";
import { CHINESE_PEOPLE } from "./chinese-people.ts";

export const chineseAdmin = (): AdminMessages => ({ people: CHINESE_PEOPLE });
