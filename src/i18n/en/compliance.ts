export const compliance = {
  outside:
    'Refused: paying outsiders by the number or cost of patients risks being commercial bribery under article 8 of the Anti-Unfair-Competition Law (2025), and the nine rules for healthcare staff, no. 1 and 6, forbid it. What is allowed: a written agreement for real training or free-clinic work, paid at market rates and never by patient. Where your counsel has signed an opinion, an administrator enters it in the policy file first.',
  clinician:
    'Refused: clinicians may not be paid anything for bringing patients (nine rules for healthcare staff, no. 1 and 6; Anti-Unfair-Competition Law, article 8). What is allowed: support of public academic events with prior approval, agreement and proof, never by patient.',
  staff:
    'Refused: commission for own staff by patient needs counsel’s consent entered in the policy file, and a payee with an employment contract who is neither a clinician nor a registered representative. What is allowed: a bonus by activity and quality of service.',
  early:
    'Refused: the patient has not arrived. What is allowed: claim once reception has confirmed the arrival.',
  twice:
    'Refused: there is a claim for this referral already. A patient is paid for once; if the earlier claim is wrong, finance refuses that one first.',
} as const
