import { englishCommands } from "../messages/english-commands.ts";
import { ENGLISH_NUMBERS, ENGLISH_PERIODS } from "./grammar-english-periods.ts";
import type { Grammar, PhraseRule } from "./grammar.ts";

const POOR = "(poor|bad|terrible|awful|worst|horrible|lousy|problematic|choppy)";
const NO_MATTER = "(quality|audio|sound|connection)";
const POORLY = "(poorly|badly|low|poor|bad|terrible|awful|horrible)";
const IT_WAS = "((that|which) )?(were|was|are|is|had|have|went|go|sounded|got)";
const LASTING = "(((that|which) )?(lasted|lasting|took|were|was|are) )?((for|with) )?";
const DEVICE = "(headset|headphones|earphones|earbuds|microphone|mic|speakers?)";
const NETWORK = "(network|connection|wi-?fi|wlan|internet|internet connection)";
const AT_FAULT = "(bad|poor|broken|any good|good|ok|okay|fine|to blame|at fault|the problem|the cause)";
const SPOKE = "((call|called|phone|phoned|meet|met)|(talk|talked|speak|spoke|spoken|chat|chatted) (to|with))";
const COUNTED = "(few|couple of|several|[1-9]\\d?|two|three|four|five|six|seven|eight|nine|ten|twenty)";
const NEWEST = "(my |the )?(very )?(last|latest|most recent|newest)";
/** "Last" of calls, not of a week. */
const OF_CALLS = "(?= ([a-z0-9:-]+ ){0,2}calls?( |$))";
const BY = "(on|over|via|using|by|through|with|from|in) (my |a |an |the )?";

const POLITE: PhraseRule = [
  {},
  "please|pls|plz|kindly|thanks( a lot)?|thank you|thx|ok|okay|hi|hello|hey|callwise|bot|now|just|maybe|yo|dear|explain|gimme|open|count|and (thanks|thank you)|(would you )?be so kind( as)? to|(and )?how (long|good) (they|these) (were|are)|and (minutes|hours)",
  "(can|could|would|will) you( please)?|(can|could|may) i( please)?( see| get| have)?|do you know",
  "i want( to)?|i need( to)?|i'd like( to)?|i would like( to)?|let me|let's|i wonder|i am looking for|i'm looking for",
  "show( me| us)?|display|give me|give|get me|get|tell me( about)?|tell|send( me)?|view|see|know|find( me)?|look up|check|look at|pull up|fetch|print",
  "(what|how) about|about|what were|what are|what was|what is|what's|were there|was there|are there|is there|there were|there are|there|what|which|whats",
  "how (many|much|long|often|good|well)|how many (hours|minutes)|why|how (were|are|was|did|do|have|is)|how|how'd",
  "did|do|have|had|has|was|were|am|are|is|been|be|go|gone|going|doing|sound|sounded|went",
  "i|i've|my|mine|me|the|a|an|any|all|some|of|own|our",
  "and(?= (over|under|longer|shorter|more|less|at|on|with|lasting|in|since|that|which|video|audio)( |$))|^and",
  "total|in total|overall|altogether|number of|count of|amount of|so far|for me|of mine|(on|in|over) (microsoft |ms )?teams|times?|it",
  "make|made|take|took|taken|get|got|join|joined|attend|attended|participate(d)? in|hold|held|spend|spent|took place|take place",
];

const CALLS: readonly PhraseRule[] = [
  [
    { calls: true },
    "(teams |phone |microsoft teams )?(calls|call (history|log|logs|summary|overview|report|statistics|stats|time|volume|activity|quality))",
    "(summary|overview|report|statistics|stats|figures|breakdown)( (of|for|on|about)( all)?( of)? my calls)?",
    "how (much|often|long) (did|do|have|was|am) i (call|called|calling|talk|talked|talking|on the phone|on calls?|in calls?|in meetings?)",
    "(time|long) (did i |have i |was i |i )?(spend |spent |been )?(in|on) (my )?(calls?)",
    `(who|whom) (did|do|have) (i|we) ${SPOKE}( (the )?most( often)?)?|who (called|calls|phoned|rang) me( (the )?most( often)?)?`,
    "(what's|whats|what is) up with (all )?my calls",
    `how many (people|colleagues) (did|do|have) i ${SPOKE}`,
    "how (many|much) (hours|minutes|time) (did|do|have) i (call|called|talk|talked|speak|spoken)",
    "(total )?(minutes|hours|time) (on|in) (my )?calls|total (minutes|hours|time)",
    "(my )?average (call )?(length|duration)( of( my)? calls)?|calls (per|by|each|every) day|(my )?busiest days?",
    "(my )?(audio|sound|voice) quality( (of|in|on)( my)? calls)?|(is )?everything (ok|okay|fine|good|alright) with( my)? calls",
    "any calls?|conversations|(the )?quality of (all )?(of )?(my )?calls|(in|on) (my |all my )?(teams )?calls",
  ],
  [
    { calls: true, callType: "groupCall" },
    "((in|on) (my |all my |group |conference )?)?meetings|(group|conference|multi-?party) (calls|meetings|conversations)",
  ],
  [
    { calls: true, callType: "peerToPeer" },
    "(one[- ]to[- ]one|one[- ]on[- ]one|1[: -]?(to[ -]|on[ -])?1|peer[- ]to[- ]peer|p2p|direct|two-party|private) (calls|meetings|conversations)",
    "(1:1s|1-1s|one-on-ones|one-to-ones)",
  ],
  [
    { view: "list" },
    "list( of)?|list all( of)?|show( me)? all( of)?( my)?|show( me)? every|each|one by one|in a list|as a list|(in )?details?|newest( first)?",
  ],
  [{ calls: true, period: { kind: "today" } }, "my day"],
  [{ calls: true, period: { kind: "thisWeek" } }, "my week"],
  [{ calls: true, period: { kind: "thisMonth" } }, "my month"],
  [
    { isNewest: true },
    `${NEWEST}( ${COUNTED})?${OF_CALLS}`,
    "when (did|have) (i|we) last|(when was )?(the )?last time (that )?(i|we)",
  ],
  [{ calls: true }, "(?<=(last|latest|recent|newest) ([a-z0-9:-]+ ){0,2})call"],
  [{ view: "list" }, "listed|enumerate"],
  [{ page: 1 }, "first page"],
  [{}, "(on |at )?page {page}", "p\\.? ?{page}"],
];

const POOR_CALLS: readonly PhraseRule[] = [
  [{ poor: true }, POOR, `${POOR}[ -](quality|sounding|audio|sound)`, "low[- ]quality"],
  [{ poor: true, calls: true }, `${POOR} call|problem calls|calls? (quality )?problems`],
  [{ poor: true }, `(with|of|in) (a )?${POOR} ${NO_MATTER}`, `(with|of) (a )?low quality`],
  [{ poor: true }, `${IT_WAS} (so |very |really )?(${POOR}|poorly|badly|wrong)( ${NO_MATTER})?`],
  [{ poor: true }, `had (quality |audio |sound |connection |any )*(problems|issues|trouble)`],
  [{ poor: true }, `with (any |quality |audio |sound |connection )?(problems|issues|trouble)`],
  [
    { poor: true, calls: true },
    "(did i have |have i had |did i get )?any (quality |audio |sound |connection |network )?(problems|issues|trouble)( (in|on|with)( any of)?( my)? calls)?",
    "(did i have|have i had|did i get) (quality |audio |sound |connection |network )?(problems|issues|trouble)( (in|on|with)( any of)?( my)? calls)?",
  ],
  [
    { isRatedPoor: true },
    `((that|which) )?((i|i have|i've|were|was|are|is) )?rated (as )?${POORLY}( by me)?`,
    `((that|which) )?i gave (a )?${POORLY} (feedback|ratings?)|(with|of) (a )?${POORLY} (feedback|ratings?)`,
  ],
  [{ isRatedPoor: true, calls: true }, `(my )?${POORLY} (feedback|ratings?)`],
];

const CONDITIONS: readonly PhraseRule[] = [
  [
    {},
    "(a |the |my )?((call|meeting|conversation) )?with {person}",
    "(talk|talked|talking|speak|spoke|spoken|speaking|chat|chatted|meet|met) (to|with) {person}",
    "between me and {person}",
    "w/ ?{person}",
    "together with {person}",
  ],
  [
    {},
    `${LASTING}(over|longer than|more than|above|exceeding|beyond|greater than|at more than) {longerThan}( long)?|> ?{longerThan}`,
    `${LASTING}(under|shorter than|less than|below|fewer than|up to less than) {shorterThan}( long)?|< ?{shorterThan}`,
    `${LASTING}(at least|no less than|not less than|minimum|min\\.?|a minimum of|>=) ?{atLeast}( long)?`,
    `${LASTING}(at most|no more than|not more than|up to|maximum|max\\.?|a maximum of|no longer than|not longer than|<=) ?{atMost}( long)?`,
    `${LASTING}{atLeast} (or|and) (more|longer|over|above|up)`,
    `${LASTING}{atLeast} ?\\+`,
    `${LASTING}{atMost} (or|and) (less|shorter|under|fewer)`,
    `${LASTING}(between|from) {atLeast} (and|to) {atMost}`,
    `${LASTING}((between|from) )?{least}( and | to |-| - |–){atMost}`,
  ],
  [{ modality: "video" }, "video|with (the |my )?(video|camera|webcam)( on)?|(that|which) had video|on video"],
  [{ modality: "withoutVideo" }, "without (a |the |my )?(video|camera|webcam)|(with )?no video|with(out)? no video"],
  [
    { modality: "screenSharing" },
    "screen[- ]?(sharing|share|shares|shared)|with (a )?(screen[- ]?(sharing|share)|shared screen)|where (i|we) shared (my |the |a )?screen|desktop sharing",
  ],
  [
    { modality: "audioOnly" },
    "audio[- ]?only|voice[- ]?only|only (audio|voice)|audio|voice|(with )?audio only|just audio",
  ],
  [
    { callType: "peerToPeer" },
    "one[- ]to[- ]one|one[- ]on[- ]one|1[: -]?(to[ -]|on[ -])?1|peer[- ]to[- ]peer|p2p|direct|two-party",
  ],
  [{ callType: "groupCall" }, "group|conference|in (a )?group|multi-?party|in meetings"],
  [
    { quality: "good" },
    "good|great|fine|good[- ]quality|high[- ]quality|(with|of|in) (good|great|high|fine) (quality|audio|sound)|classified (as )?good",
    `${IT_WAS} (good|great|fine|well|ok|okay)( quality)?`,
  ],
  [{ quality: "poor" }, "classified (as )?poor"],
  [
    { quality: "unclassified" },
    "unclassified|unjudged|not (classified|judged|measured)|(with|of) (unclassified|unknown) quality|classified (as )?unclassified|without (a )?(judge?ment|classification)|(that )?(could not|couldn't) be (judged|classified)",
  ],
  [{ connection: "wifi" }, `(${BY})?(wifi|wi-fi|wi fi|wlan|wireless)( (connection|network))?`],
  [{ connection: "wired" }, `(${BY})?(wired|cable|cabled|ethernet|lan|lan cable|wire)( (connection|network))?`],
  [
    { connection: "mobile" },
    `(${BY})?(mobile data|cellular|cell data|cellular data|mobile (network|connection|internet|broadband)|lte|4g|5g|3g)( (connection|network))?`,
    "(on|over|via) mobile",
  ],
  [{ connection: "tunnel" }, `(${BY})?(vpn|tunnel)( (connection|network))?`],
  [
    { platform: "phone" },
    `${BY}(mobile |cell |smart)?(phone|smartphone|cellphone|mobile phone|cell phone)`,
    "(on|from) my (mobile|cell)",
  ],
  [{ platform: "windows" }, `(${BY})?windows( (pc|computer|laptop|machine|client|app))?`],
  [{ platform: "macOS" }, `(${BY})?(mac|macs|macos|mac os|macbook|os x)( (computer|laptop))?`],
  [{ platform: "iOS" }, `(${BY})?(iphone|ipad|ios)( device)?`],
  [{ platform: "android" }, `(${BY})?android( (phone|device|tablet))?`],
  [{ platform: "web" }, `(${BY})?(web|browser|web browser|web client|web app|teams web)`],
  [{ platform: "ipPhone" }, `(${BY})?(desk phone|deskphone|ip phone|landline phone)`],
  [{ platform: "roomSystem" }, `(${BY})?(room system|teams rooms?|meeting room|room device)`],
  [{ platform: "surfaceHub" }, `(${BY})?surface hub`],
  [{ platform: "holoLens" }, `(${BY})?hololens`],
  [{ platform: "unknown" }, `${BY}unknown platform`],
  [{ platform: "other" }, `${BY}(other|another) platform`],
  [
    { isMissed: true },
    "missed|unanswered|(that )?i (have )?missed|did i miss|have i missed|i did not (answer|take)|i didn't (answer|take)",
  ],
  [
    { isMissed: true, calls: true },
    "(did i miss|have i missed|i missed|missed) (any|some|a|any of my|any teams)( teams)? calls?|missed call",
  ],
];

const OTHERS: readonly PhraseRule[] = [
  [
    { intent: "help" },
    "help( me)?|menu|commands?|start|who are you|what are you|what is (this|callwise)|what can (you|i) (do|ask)( you)?|hi|hello|hey|how does this work|how do you work|what do you do|good (morning|afternoon|day|evening|night)|ok|okay|cool|great|nice|perfect|how are you|thanks|thank you|thank you very much",
  ],
  [
    { intent: "feedback" },
    "feedback|my feedback|ratings?|rated|(my )?(call )?(feedback|ratings?)( (for|on|about|of))?( my)?( calls)?",
    "how (did|have|do) i (rate|rated)( my)?( calls)?|what did i rate|(did|have) i (rate|rated)( any| my)?( calls)?",
    "(what|which) (feedback|ratings?|calls) (did|have) i (give|given|gave|leave|left|rate|rated)|i gave|(which )?calls i rated|calls (that )?i (have )?rated",
    "(my )?average (rating|feedback)|(my )?(feedback|ratings?) (i gave|i have given|i left|given|(for|on|about|of))",
  ],
  [
    { intent: "call" },
    `call (last|latest)|(my |the )?(last|latest|most recent|previous) call`,
    `(my |the )?very last call|(the )?details (of|for|about) (my |the )?(last|latest|most recent) call|(last|latest) call details`,
    `how (was|did|is) (my |the )?(last|latest|most recent|previous) call( go| sound)?`,
    `(what was wrong|what happened|what went wrong) (with|in|on) (my |the )?(last|latest|most recent) call`,
    `(was it me( in| on)?|why was) (my |the )?(last|latest|most recent) call( bad| poor)?`,
    `(was it me|is it me)( or (them|the others?|the other side))?|(why|what) (was|is|were) (wrong with )?(my|the) call( (so |very |really )*${POOR})?`,
    `why (was|is|were|did|does) (my|the)( last| latest| most recent)? call (sound |go )?(so |very |really )*(${POOR}|badly|poorly)`,
    "(timeline|streams|details|numbers) (of|for|in) (my |the )?(last|latest|most recent) call|(did|have) i rated? (my|the) (last|latest|most recent) call",
    `(my |the )?call (id |with id |with the id |number |no |#)?{callId}`,
    "(?<callId>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})",
  ],
  [
    { intent: "compareDevices" },
    "compare( (all|my|the|own|of))* (devices?|headsets?|microphones?|mics?|speakers?|equipment|audio devices|hardware|headphones)( (and|with|to|vs) (my )?(devices?|headsets?|microphones?|mics?|speakers?|headphones))?",
    "(which|what) (of my )?(devices?|headsets?|microphones?|mics?|speakers?|headphones) (is|are|was|works?|sounds?) (the )?(better|best|worse|worst)( for me)?",
    "(my )?(best|better|worst) (device|headset|microphone|speaker)|(device|headset|microphone|speaker) comparison|comparison of (my )?(devices|headsets)",
    `(is|was) (it )?(my|the) ${DEVICE}( ${AT_FAULT})?|my ${DEVICE} (is|was|sounds?|sounded) ${AT_FAULT}|(how|how good) (is|was|are|were) my ${DEVICE}`,
    `(my )?${DEVICE} (stats|statistics|figures|quality|performance)`,
    "(is|was) it my device|(devices|headsets|microphones) compared",
  ],
  [
    { intent: "compareNetworks" },
    "compare( (all|my|the|own|of))* (networks?|connections?|network connections|places|locations|wi-?fi)( (and|with|to|vs) (cable|wired|lan|vpn|ethernet))?",
    "(which|what) (of my )?(networks?|connections?|wi-?fi) (is|are|was|works?) (the )?(better|best|worse|worst)( for me)?",
    "(my )?(best|better|worst) (network|connection)|network comparison|comparison of (my )?networks|(networks|connections) compared",
    "(wi-?fi|wlan) (vs\\.?|versus|or|and|against) (cable|wired|lan|ethernet|vpn|mobile)|(cable|wired|lan|ethernet) (vs\\.?|versus|or|against) (wi-?fi|wlan|vpn)",
    `(is|was) (it )?(my|the) ${NETWORK}( ${AT_FAULT})?|(how|how's|how good) (is |was )?(my|the) ${NETWORK}`,
    `(my )?${NETWORK} (stats|statistics|figures|quality|performance)`,
    "(my )?home( network| office)? (vs\\.?|versus|against) (my |the )?office|(my )?office (vs\\.?|versus|against) (my )?home( network)?",
    "is my (home|office)( network| wi-?fi| connection)? (better|worse) than (my |the )?(home|office)( network| wi-?fi| connection)?",
    "is (my )?(wi-?fi|wlan|vpn|home|cable|office) (better|worse)( than (wi-?fi|cable|wired|the office|office|home|vpn))?",
  ],
  [
    { intent: "export" },
    "export( as csv| to csv)?|export (all )?(of )?(my )?(data|records|call records)|download|csv( of| for| export)?|(save|export) (as|to) (a )?(csv|file|csv file)|(as|to) (a )?(csv|file|excel)|(in |as |to |into )?(a |an )?(excel|spreadsheet)( file| sheet)?",
  ],
  [
    { intent: "whoLooked" },
    "(who|has anyone|has anybody|has someone|did anyone|did anybody|did someone)( has| have)? (looked|look|viewed|view|seen|saw|see|accessed|access|read|opened)( (at|into))?( (my|any of my)( own)?)?( (call records|call data|calls?|data|records|information|figures))?",
    "(did|has|have) (my |the |an |any )?(boss|manager|supervisor|admin|admins|administrator|employer|company) (see|seen|look(ed)? (at|into)|read|access(ed)?|view(ed)?|check(ed)?) my (calls?|data|records)",
    "who can (see|access|view|read|look at|look into) my (calls?|data|records)|can (my |the |an )?(boss|manager|supervisor|admin|admins|employer|company|anyone|anybody|somebody|someone|others) (see|access|view|read|look at|look into) my (calls?|data|records)",
    "access log|(show )?(my )?access log|who (looks|is looking|was looking) at (my )?(calls|data|records)|who has access(ed)?( to)? my (calls|data)",
  ],
  [
    { intent: "forgetMe" },
    "forget (me|about me)|(delete|erase|remove|forget|wipe) (all )?(of )?(my|me)( personal)? ?(data|calls|records|history|everything|information|account)?|erase me",
    "(delete|erase|remove|forget|wipe) (everything|all|all data|all the data|anything)( that)? you (know|have|hold|store|stored|keep)( about| on| of)? me",
  ],
  [
    { intent: "language" },
    "languages?( please)?|(which|what) languages?( (do you|can you) (speak|know))?|(change|switch|set|choose)( the| my)? language",
    "(language|lang) {language}|((change|switch|set)( the| my)?|use|my) language( is)?( to)? {language}|(language|lang) (to|is) {language}",
    "(speak|answer|reply|talk)( to me)? (in )?{languageName}|(switch|change) to {languageName}|in {languageName}|use {languageName}|{languageName}( language)?|i (speak|prefer|want) {languageName}",
  ],
  [
    { intent: "digest" },
    "weekly (report|summary)|(my )?(weekly )?(digest|summary mail|newsletter)( (settings?|status))?|(the )?digest",
  ],
  [
    { intent: "digest", change: "on" },
    "(my |the )?(weekly )?digest (on|start|yes|enabled?)|(turn|switch) on (the |my )?(weekly )?digest|(turn|switch) (the |my )?(weekly )?digest on|(enable|start|activate|subscribe( me)?( to)?|send( me)?|get) (the |a |my )?weekly (digest|summary|report|overview)|(enable|start|activate|subscribe( me)? to) (the |a |my )?digest|subscribe( me)?",
  ],
  [
    { intent: "digest", change: "off" },
    "(my |the )?(weekly )?digest (off|stop|no|disabled?)|(turn|switch) off (the |my )?(weekly )?digest|(turn|switch) (the |my )?(weekly )?digest off|(disable|stop|deactivate|cancel|unsubscribe( me)?( from)?)( sending)?( me)? (the |a |my )?(weekly )?digest|no (more )?(weekly )?digest|unsubscribe",
  ],
  [
    { intent: "organization" },
    "org|(the |our |my )?(organization|organisation|company|tenant|everyone|everybody)('s)?( (calls|overview|summary|report|figures|stats))?|(calls )?(of|in|for) (the |our |my )?(whole |entire )?(organization|organisation|company|tenant|org)|org (calls|overview|summary|report|figures|stats)",
  ],
  [
    { intent: "status" },
    "status|system status|service status|callwise status|(the )?status (of|report)|health|ingestion status|completeness|is (everything|callwise|it) (ok|okay|working|up|running)",
  ],
  [
    { intent: "alertsHere" },
    "alerts? (here|on|on here|in this channel|to this channel)|(send|post|show|enable|start|turn on|switch on)( me)?( the)? alerts( (here|in this channel|to this channel|on))?|(turn|switch) alerts on( here)?|(here )?alerts in here|alert (us|me) here",
  ],
  [
    { intent: "alertsOff" },
    "alerts? (off|stop|off here|stop here)|(no|stop|disable|mute|turn off|switch off|end|cancel)( more)?( the)?( all)? alerts( here| in this channel)?|(turn|switch) (the )?alerts off( here)?",
  ],
  [
    { intent: "alertRules" },
    "(the |my |our |all )?(alert(ing)?|alerts) (rules?|settings?|thresholds?|config|configuration)|rules|alerts|(which|what) (alerts?|alert rules|rules) (are|do) (there|on|set|set up|we have|active)|(the )?rules (for|of) (the )?alerts",
  ],
  [
    { intent: "person" },
    "calls of {name}",
    "(the )?person {name}",
    "(calls|report|summary|overview) (of|for) (the )?person {name}",
    "user {name}",
  ],
];

/** Days are the smallest periods. */
const TIME_OF_DAY =
  "(after|before|since|until|till|from|at|by|around) ((noon|lunch|midnight|work)|\\d{1,2}([:.]\\d\\d)? ?(am|pm|a\\.m\\.?|p\\.m\\.?|o'clock|h)?)";
const NEARLY: readonly PhraseRule[] = [
  [
    { period: { kind: "today" } },
    "this (morning|afternoon|evening|hour)|tonight",
    "(in |over |for |during |within )?(the )?(last|past) (\\d{1,2} ?)?(hours?|h)",
    TIME_OF_DAY,
  ],
  [{ period: { kind: "yesterday" } }, "last night"],
  [{}, TIME_OF_DAY, "(in the )?(morning|afternoon|evening)"],
];

/** English: the grammar that every command has. */
export const englishGrammar: Grammar = {
  isSpaced: true,
  phrases: englishCommands,
  vocabulary: [POLITE, ...CALLS, ...POOR_CALLS, ...CONDITIONS, ...OTHERS],
  nearly: NEARLY,
  confirmations: ["yes forget me", "yes, forget me"],
  languages: {
    en: ["english", "en"],
    "zh-CN": ["chinese", "simplified chinese", "mandarin", "zh-cn", "zh", "中文", "简体中文"],
  },
  names: {
    alsoWords: "may june april august march jan will day page mark bill mac lan sun".split(" "),
    neverWords:
      "myself next tomorrow tonight morning afternoon evening not never no without except excluding but and or than then because if unless before after until ago everyone someone somebody anyone anybody nobody people person them him her us you your his their this that these those other others more less most least very too only when where why who whom whose how what which yes don't dont doesn't didn't isn't lost dropped failed noon hour jitter echo noise lag delay delays latency packet packets loss sound weekends weekdays nights mondays tuesdays wednesdays thursdays fridays saturdays sundays participants colleagues customers lots problems issues team boss manager everything guests guest externals external strangers clients home office".split(
        " ",
      ),
  },
  numbers: ENGLISH_NUMBERS,
  durations: {
    units: unitsOf([
      ["h hr hrs hour hours", 3600],
      ["m min mins min. mins. minute minutes", 60],
      ["s sec secs sec. secs. second seconds", 1],
    ]),
    fixed: new Map([
      ["half an hour", 1800],
      ["a half hour", 1800],
      ["half hour", 1800],
      ["half a minute", 30],
      ["an hour and a half", 5400],
      ["one and a half hours", 5400],
      ["a quarter of an hour", 900],
      ["quarter of an hour", 900],
      ["three quarters of an hour", 2700],
    ]),
    one: ["an", "a"],
    joiner: " ?(?:and )?",
  },
  periods: ENGLISH_PERIODS,
};

function unitsOf(units: readonly (readonly [spellings: string, seconds: number])[]): ReadonlyMap<string, number> {
  return new Map(units.flatMap(([spellings, seconds]) => spellings.split(" ").map((unit) => [unit, seconds] as const)));
}
