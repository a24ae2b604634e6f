import { english, type SignalRule } from './signal-rules.ts';

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
