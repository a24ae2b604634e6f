import { emergencyNumber, english, type SignalRule } from './signal-rules.ts';

/** English rules for harm to people, money or the whole service. */
export const englishGraveRules: readonly SignalRule[] = [
  {
    signal: 'danger',
    pattern: english(
      '(?:smoke|smoking|smouldering|sparks?|sparking|flames?|fumes)',
      '(?:caught|catch(?:es|ing)?|on|started? an?|a) fire|burst into|explo(?:ded?|des|ding|sion)|blew up|burn(?:t|ed|s|ing)?|scald[a-z]*|scorch[a-z]*|melt(?:ed|ing|s)',
      'electr(?:ic|ical) shock|electrocuted|(?:got|gave (?:me|him|her|us)) a shock|short[- ]circuit[a-z]*',
      'overheat[a-z]*|too hot|swell(?:s|ing)|swollen|bulg(?:es|ing|ed)',
      'gas (?:leak[a-z]*|smell)|smell(?:s|ed|ing)?(?: of| like)? (?:gas|burning|smoke)|leaking gas|carbon monoxide',
      'injur(?:y|ies|ed|ing)|bleed(?:s|ing)?|blood|wound(?:ed)?|hospital[a-z]*|emergency room|ambulance|unconscious|fainted|collapsed|seizure',
      emergencyNumber(911),
      "chok(?:e|ed|ing)|swallow(?:ed|ing|s)?|suffocat[a-z]*|(?:can't|cannot|trouble|difficulty) breath(?:e|ing)|poison(?:ed|ing|ous)?|toxic",
      'allergic reaction|anaphyla[a-z]*|hives|rash(?:es)?|vomit(?:ed|ing)?|throwing up|threw up|(?:got|made \\w+|felt|are|is|became) (?:very |really |violently )?(?:sick|ill)',
      '(?:glass|metal|plastic|nail|needle|screw|blade|wire|insects?|bugs?|maggots?|worms?|mou?ld|hair)(?: \\w+){0,3} (?:in|inside)(?: \\w+){0,4} (?:food|meal|salad|bread|soup|milk|drink|bottle|can|jar|package|formula|cereal|snack|chocolate)',
      '(?:broken|shards? of|pieces? of|bits? of) (?:glass|metal)|mou?ldy|contaminated|spoiled (?:milk|meat|food)',
      "brakes? (?:failed|fails?|failing|not working|don't work|stopped working)|suicid[a-z]*|kill myself|self[- ]harm|life[- ]threatening|(?:is|was|very|so|extremely|it's) (?:dangerous|unsafe)|hazard(?:ous)?",
      '(?:cut|hurt|sliced)(?: \\w+){0,2} (?:finger|hand|foot|leg|face|eye|arm|badly|himself|herself|myself|child|son|daughter|baby|kid)|recall(?:ed)? product',
    ),
    except: english(
      "no(?:body| one)?(?: was| is| were)? (?:injur[a-z]+|hurt)|(?:not|[a-z]+n't|no longer|never)(?: \\w+)? (?:dangerous|unsafe|injured|burn[a-z]*|explode[a-z]*|smok[a-z]+)|no (?:smoke|fire|blood|injur[a-z]+|danger)",
      '(?:non[- ]|no )smoking|smoking (?:area|room|policy|section)|smoke (?:detector|alarm)s?|fire (?:tv|stick|tablet|sale|alarm|wall)|burning (?:question|cds?|dvds?)|hot ?spot',
      'blood (?:type|pressure|test)s?|hospital (?:appointment|plan|cover)s?|burn (?:a )?(?:cds?|dvds?|disc|calories)|sick (?:leave|day|of)',
    ),
  },
  {
    signal: 'fraud_or_leak',
    pattern: english(
      'hack(?:ed|er|ers|ing)|fraud[a-z]*|scam(?:med|mer|mers|s)?|phish[a-z]*|smishing|ransom[a-z]*|malware|spyware|virus(?:es)?|stolen|theft|thief|imperson[a-z]*|counterfeit|fake (?:website|site|invoice|call|email|product|item)s?',
      'unauthori[sz]ed|(?:account|data|security|password|system)(?: \\w+){0,3} (?:compromised|breach[a-z]*|taken over|leak[a-z]*|exposed)|(?:data|privacy|security) (?:breach|leak)|breach(?:ed)?|leak(?:ed)? (?:my|our|customer|personal|the)(?: \\w+){0,2} (?:data|information|details|passwords?|addresses|emails?)',
      "(?:did ?n[o']t|didnt|never|not) (?:make|made|authori[sz]e[d]?|recogni[sz]e[d]?|order(?:ed)?|place[d]?|request(?:ed)?|buy|bought|log(?:ged)? in|sign(?:ed)? up|approve[d]?)(?: \\w+){0,4} (?:this|that|these|those|the|any|a|it)? ?(?:charge|charges|payment|payments|transaction|transactions|purchase|purchases|order|orders|withdrawal|login|transfer|it|this)",
      '(?:some(?:one|body)|a stranger|they)(?: \\w+){0,3} (?:used|using|accessed|logged|got into|broke into|opened|withdrew|stole|took over|changed)(?: \\w+){0,3} (?:my|our|account|card|name|password|email|money|in)',
      "(?:other|another|someone else|somebody else|strangers?|different)(?:'s)?(?: (?:people|person|customer|user|client|account)s?(?:'s?)?)?(?: \\w+){0,2} (?:data|details|orders?|address(?:es)?|information|invoices?|names?|messages?|account)(?: \\w+){0,4} (?:appear|appears|show|shows|showing|shown|visible|see|in my|under my|on my)",
      "(?:see|seeing|shows?|showing|view|access)(?: \\w+){0,3} (?:other|another|someone else's|somebody else's)(?: [\\w']+){0,3} (?:data|details|orders?|addresse?s?|information|invoices?|names?|account)",
      '(?:lost|misplaced) my (?:card|phone|wallet)|identity (?:theft|stolen)|(?:unknown|suspicious|strange|unrecogni[sz]ed|unfamiliar) (?:charge|login|log-in|device|transaction|payment|activity|withdrawal|email|link|text|call|order)s?|money (?:is )?(?:disappearing|being (?:taken|withdrawn)|vanishing)',
    ),
    except: english(
      'fraud (?:protection|prevention|department|policy)|anti-?virus|(?:prevent|avoid|protect)(?: \\w+){0,3} (?:fraud|scams?|phishing|theft|hackers?)|(?:corona|flu)[- ]?virus',
    ),
  },
  {
    signal: 'outage',
    pattern: english(
      "(?:site|website|system|systems|server|servers|service|services|platform|app|checkout|api|network|portal|dashboard|store|everything|payments?|pos|terminals?)(?: \\w+){0,3} (?:is|are|was|were|has been|have been|went|gone|been|'s)?(?: \\w+){0,2} ?(?:down|offline|unavailable|unreachable|crashed|dead)",
      "outages?|downtime|(?:production|prod) (?:is )?(?:down|issue|incident|stopped)|5\\d\\d errors?|(?:all|every|entire|whole|none) (?:of )?(?:our |the )?(?:\\w+ )?(?:stores?|users?|customers?|staff|employees|team|company|branches|office|offices|sites?|orders?|payments?|checkouts?)(?: \\w+){0,4} (?:down|cannot|can't|unable|failing|fail|fails|losing|locked out|affected|stopped)",
      '(?:nobody|no one|none of (?:us|our|the))(?: \\w+){0,3} (?:can|is able|able)(?: \\w+){0,4} (?:log ?in|login|access|pay|order|connect|check ?out|use|work)|losing (?:sales|money|business|orders|customers|revenue)',
      '(?:all|entire|whole)(?: \\w+){0,3} (?:data|database|files|records)(?: \\w+){0,3} (?:gone|lost|deleted|wiped|disappeared|missing)|data loss',
    ),
    except: english(
      '(?:scheduled|planned) (?:maintenance|downtime)|(?:download|cool|calm|slow|turn|shut|break|sit|mark|price|come|go|goes|went|step)(?:ed|s|ing)? (?:\\w+ )?down|down (?:payment|load|to|the)',
    ),
  },
];

const times =
  '(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|weekend|morning|afternoon|evening)|the weekend|eod|noon|midnight|\\d{1,2} ?(?:am|pm))';
const soon = `(?:${times}|in (?:a|an|one|two|three|four|five|\\d+) (?:hours?|days?)|(?:one|two|three|\\d{1,3}) (?:hours?|days?) (?:away|left))`;
const occasion =
  '(?:flight|plane|trip|travel(?:l?ing)?|wedding|event|party|birthday|funeral|interview|exam|surgery|conference|meeting|presentation|deadline|launch|demo|hearing|filing|renewal|audit|departure|check-in|move|moving|ceremony)';
const thing =
  '(?:orders?|packages?|parcels?|delivery|shipment|refund|return|subscription|account|payment|booking|reservation|points|balance|tier|invoice|claim|application|card|transfer|item|exchange|top[- ]?up|coupon|membership)';

/** English rules for pressure, faults, wishes and tone. */
export const englishRules: readonly SignalRule[] = [
  {
    signal: 'legal_threat',
    pattern: english(
      'lawyers?|attorneys?|solicitors?|lawsuits?|legal (?:action|advice|steps|proceedings|team|department|rights)|legally|sue|suing|court|litigation|illegal|unlawful|police|damages',
      'trading standards|better business bureau|bbb|ombudsman|consumer (?:protection|rights|affairs|agency|court|council|watchdog)|ftc|cfpb|regulators?|attorney general|chargeback|(?:dispute|reverse) (?:the|this|these) (?:charge|payment|transaction)s?',
      '(?:report|reporting) (?:you|this|your company|it) to|(?:go|going|went|take this|contact(?:ing)?) (?:to )?the (?:press|media|newspapers?|news)',
    ),
    except: english('court(?:yard| shoes?|esy)|legal (?:name|entity|address|age)|(?:tennis|food|basketball) courts?'),
  },
  {
    signal: 'deadline',
    pattern: english(
      `(?:by|before|until|no later than|due|closes?|closing|expires?|ends?)(?: \\w+){0,2} ${times}`,
      `${occasion}(?: \\w+){0,5} ${soon}`,
      `${soon}(?: \\w+){0,6} ${occasion}`,
      `(?:need|needed|must have|have to have)(?: \\w+){0,5} (?:${soon}|asap|right away|immediately|urgently|right now)`,
      "urgent(?:ly)?|asap|as soon as possible|time[- ]sensitive|immediately|emergency|running out of time|deadlines?|before it(?:'s| is) too late|missed my|(?:will|going to) miss my",
    ),
    except: english(
      `(?:if|when) (?:i|we|you) (?:order|buy|book|pay|apply|sign up)(?: \\w+){0,4} ${times}|(?:open|close|closed|opening|hours)(?: \\w+){0,3} ${times}|(?:what|when)(?: \\w+){0,4} deadline|emergency (?:room|contact|exit)`,
    ),
  },
  {
    signal: 'repeated_contact',
    pattern: english(
      "(?:second|third|fourth|fifth|sixth|tenth|\\d{1,3}(?:nd|rd|th)|umpteenth) (?:time|e-?mail|message|call|ticket|request|inquiry|enquiry|contact|attempt|complaint|letter)(?: \\w+){0,3}(?: (?:i|i've|i'm|about|asking|writing|contact[a-z]*|email[a-z]*|call[a-z]*))?",
      '(?:contacted|e-?mailed|called|written|wrote|asked|messaged|phoned|reported|rung|chased)(?: \\w+){0,5} (?:twice|three times|four times|five times|several times|many times|multiple times|\\d+ times|repeatedly|again|already|before|last (?:week|month)|(?:days|weeks|months) ago)',
      '(?:twice|repeatedly|already|again|keep|kept|several times|multiple times|still)(?: \\w+){0,2} (?:contact(?:ed|ing)?|e-?mail(?:ed|ing)|call(?:ed|ing)|written|wrote|writing|asked|asking|messag(?:ed|ing)|phon(?:ed|ing)|chas(?:ed|ing))',
      "(?:no|without) (?:response|reply|answer|update)s? (?:from|yet|so far|at all|to my)|(?:still|have|had|got|received?|getting|been|there is|there's)(?: \\w+)? no (?:response|reply|answer|update)|waiting (?:for|on)(?: \\w+){0,3} (?:response|reply|answer|update|callback)|(?:never|not|[a-z]+n't|nobody|no one)(?: \\w+){0,3} (?:replied|answered my|responded|respond to my|reply to my|hear(?:d)? back|got back|get back|getting back|called back)|ignor(?:ed|ing) (?:me|my|us|our)|nobody (?:answers?|replies|responds|answered|replied|responded|picks up)",
      'follow(?:ing)?[- ]up (?:on|to|about) (?:my|our)|previous (?:ticket|email|message|request|inquiry|complaint)',
    ),
    except: english(
      '(?:second|third|\\d{1,3}(?:nd|rd|th)|last) (?:call for|request form)|forgot(?:ten)? my|security answer',
    ),
  },
  {
    signal: 'billing_error',
    pattern: english(
      '(?:charged?|billed?|debited?|deducted|invoiced|paid|pay)(?: \\w+){0,4} (?:twice|two times|three times|double|again|a second time|for the second time|more than once|too much|the wrong amount|incorrectly|wrongly|extra|even though|although|after (?:i )?cancel[a-z]*)',
      "double[- ](?:charged?|billed|billing|payment|charging)|over-?charg(?:ed|ing|e)|duplicate (?:charge|payment|transaction|billing|invoice|order)s?|(?:extra|wrong|incorrect|unexpected|hidden|mystery|erroneous) (?:charge|fee|amount|bill|billing|payment|invoice)s?|(?:charge|fee|bill|invoice|statement|receipt|total|price|amount)(?: \\w+){0,5} (?:wrong|incorrect|error|mistake|not match|n't match|not correct|isn't right|higher than|more than|different (?:from|than|to))",
      'cancel(?:l?ed)?(?: [\\w,]+){0,8} (?:charged|billed|debited|took|taken|deducted|charging|billing)|still (?:being )?(?:charged|billed|charging|billing)|charged me|billing (?:error|mistake|problem|issue)|took (?:the )?(?:money|payment)(?: \\w+){0,3} (?:twice|again)',
    ),
    except: english(
      '(?:any|what|which|are there|is there)(?: \\w+){0,2} (?:extra|hidden|additional) (?:fee|charge|payment)s?|when (?:do|will|did) i (?:be |get )?paid|(?:will|would|do|does|am|are|is|be|when|if)(?: \\w+){0,3} (?:i|we|you|it) (?:be |get )?(?:charged?|billed?)(?: \\w+){0,4}',
    ),
  },
  {
    signal: 'defect_or_delay',
    pattern: english(
      'broken|broke|defect(?:s|ive)?|faulty|damaged|cracked|torn|ripped|dented|scratched|stained|malfunction[a-z]*|thawed|melted|rotten|leak(?:s|ing)|missing|disappeared|vanished|nowhere to be found|lost in',
      "(?:does|do|did|is|are|was|were|has|have|will|wo|ca|can|could)(?:n't| ?not)(?: \\w+){0,3} (?:work|working|worked|load|loading|open|opening|start|turn on|log ?in|login|sign in|arrive|arrived|come|came|received|receive|show|showing|connect|charge|respond|apply|accept|accepted|go through|delivered|shipped|update|updated|finish|complete|access|fit|play|sync|credited)",
      "(?:never|still not|not yet|yet to)(?: \\w+){0,3} (?:arriv[a-z]+|came|come|comes|received|receive|delivered|shipped|show[a-z]*|work[a-z]*|got|been)|(?:stopped|stops|quit) (?:working|responding|charging)|not working|not delivered|not received|hasn't been|haven't been",
      'errors?|bugs?|glitch[a-z]*|crash(?:es|ed|ing)?|freez(?:es|ing)|frozen screen|stuck|fail(?:s|ed|ing|ure)|declined|rejected|unable to|blocked|slow',
      'late|delay(?:s|ed)?|overdue|behind schedule|(?:days|weeks|a week|a month|months) (?:later|ago|now|overdue|past)|(?:wrong|incorrect|different|another) (?:item|product|size|colou?r|order|model|address|number|one|shoes?|shirt|apartment)|not (?:what|the one|as) (?:i|described|advertised|pictured|ordered|expected)',
    ),
    except: english(
      "(?:if|what if|when|in case)(?: \\w+){0,5} (?:broken|breaks?|defective|faulty|damaged|late|delayed|missing|declined|fails?|lost|does(?:n't| not) \\w+)|late (?:fee|payment)s?|(?:too|stay|later|lately|until) late|different (?:colou?rs?|sizes?) (?:available|in stock)|slow cooker|broken english|missing you",
    ),
  },
  {
    signal: 'wants_person',
    pattern: english(
      '(?:speak|talk|chat|connect(?:ed)?|transfer(?:red)?|put (?:me|us)|escalate[a-z]*|pass(?:ed)?)(?: \\w+){0,4} (?:human|humans|person|people|agent|agents|representative|rep|manager|supervisor|operator|someone|somebody|advisor|adviser|director|team lead)|(?:get|reach|contact|want|need|see)(?: \\w+)? (?:a|an|the|your|real|live|actual) (?:\\w+ )?(?:human|person|agent|representative|rep|manager|supervisor|operator|advisor|adviser|director)',
      '(?:real|live|actual) (?:human|person|agent|people)|(?:call|phone|ring) (?:me|us)(?: back| on| at| asap| please| today| now| tomorrow| when| as| to discuss|$|,)|call-?back|not a (?:bot|robot|machine)|no (?:bots?|robots?|ai|machines?)|(?:stop|hate|instead of|tired of|sick of)(?: \\w+){0,4} (?:bots?|robots?|chatbots?|ai|automated)|your (?:manager|supervisor|boss)|person in charge',
    ),
    except: english(
      '(?:someone|somebody|person|people|anyone) (?:else|to (?:my|share)|used|using|hack[a-z]*|stole|access[a-z]*)|(?:hours|opening|number|times?)(?: \\w+){0,5} (?:agents?|representatives?|someone)|(?:add|invite|refer|send|give|share)(?: \\w+){0,4} (?:someone|somebody|person|people)',
    ),
  },
  {
    signal: 'account_state',
    pattern: english(
      `(?:where|where's|wheres)(?: (?:is|are|has|did|s))? my (?:\\w+ )?${thing}|(?:status|progress|whereabouts|location)(?: \\w+){0,3} (?:my|our|the) (?:\\w+ )?(?:\\w+ )?${thing}(?: i \\w+)?`,
      `(?:has|have|did|is|was|are|were) my (?:\\w+ ){0,2}${thing}(?: \\w+){0,3} (?:shipped|arrived?|delivered|processed|approved|received|go(?:ne)? through|active|confirmed|cancell?ed|sent|dispatched|lost|ready|been|credited|pending|on its way|late)`,
      `when will my (?:\\w+ ){0,2}${thing}|(?:track|locate|find|look up|look into|check|see)(?: \\w+){0,2} my (?:\\w+ ){0,2}(?:order|package|parcel|shipment|delivery|refund|claim|transfer|payment)|what(?:'s| is) the tracking (?:number|info[a-z]*)`,
      `how (?:many|much)(?: \\w+){0,3} (?:do i (?:still |currently )?have|have i (?:got|left)|(?:is|are) (?:left|on) (?:on |in )?my)|(?:what|what's|whats)(?: is| are)? my (?:current |remaining |account |card |outstanding )?(?:balance|tier|status|points|credit|limit|account number|order number|plan|due date)`,
      `why (?:was|is|has|did|are|were|am|have)(?: \\w+){0,2} (?:my|our|i)(?: \\w+){0,3} (?:blocked|locked|declined|cancell?ed|suspended|rejected|charged|closed|pending|reverted|disabled|banned|not (?:arrived|credited|showing))`,
      '(?:order|booking|tracking|reference|invoice|ticket|case|account|confirmation) ?(?:number|no\\.?|id|#|nr)?[ :#]{0,6}(?:is )?[a-z#-]{0,16}\\d{4,}',
      "(?:delivered|arrived) (?:according to|but|yet)(?: [\\w$,]+){0,8} (?:nowhere|not|never|[a-z]+n't|nothing|no)|(?:says|shows|marked|tracking)(?: \\w+){0,4} delivered",
    ),
  },
  {
    signal: 'anger',
    pattern: english(
      'angry|furious|outrag(?:ed|eous)|livid|disgust(?:ed|ing)|unacceptable|ridiculous|appalling|appalled|terrible|horrible|awful|worst|pathetic|useless|incompetent|disgrace[a-z]*|shame(?:ful|less)?|joke|rip-?off|rude(?:ly)?|insult(?:ed|ing)|fed up|sick (?:and tired|of)|had enough|infuriat[a-z]+|enraged|scandal[a-z]*|nightmare|liars?|lied|lying to|frustrat(?:ed|ing)|disappoint(?:ed|ing|ment)',
      'never (?:buy|buying|order|ordering|use|using|shop|shopping|come|do business)(?: \\w+){0,4} again|waste of (?:time|money)|wtf|damn|hell|bullshit|crap|fuck[a-z]*|shit[a-z]*|idiots?|stupid|morons?|hung up on me|what kind of (?:company|service|business)|how dare',
    ),
    except: english(
      "(?:not|[a-z]+n't|never)(?: \\w+)? (?:angry|disappointed|terrible|bad|frustrated|rude)|no joke|shell|hello",
    ),
  },
  {
    signal: 'praise',
    pattern: english(
      '(?:great|excellent|amazing|fantastic|wonderful|outstanding|brilliant|superb|awesome) (?:service|job|product|experience|work|support|team|help|staff|quality|customer|store|shop|app)|(?:love|loved|adore) (?:it|the|this|your|my|them)|(?:very|really|so|extremely) (?:happy|pleased|satisfied|helpful|friendly|grateful|impressed)|well done|keep up|highly recommend|best (?:service|store|shop|company|experience)|kudos|compliment[a-z]*|(?:made|make) my day|many thanks for(?: \\w+){0,3} (?:help|service|support)',
    ),
    except: english(
      "(?:not|[a-z]+n't|never|hardly)(?: \\w+){0,2} (?:great|excellent|happy|pleased|satisfied|helpful|friendly|impressed|recommend)(?: \\w+)?|would love",
    ),
  },
];
