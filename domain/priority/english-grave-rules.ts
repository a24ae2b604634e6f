import { emergencyNumber, english, type SignalRule } from './signal-rules.ts';

/** English rules for what harms people, money or the whole service. */
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
