/** The roles a grant can give. A person works under one grant at a time (当前身份, R31). */
export const ROLES = [
  'CITY_OPERATOR',
  'COUNTY_OPERATOR',
  'TOWN_OPERATOR',
  'UNIT_LIAISON',
  'CADRE',
  'VILLAGE_RECORDER',
  'CALLBACK_AGENT',
  'PANEL_MEMBER',
  'ASSESSOR',
  'SUPERVISOR',
  'LEADER',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
] as const;
export type Role = (typeof ROLES)[number];

/** Offices that run the programme in a territory. */
export const OFFICES = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR'] as const satisfies Role[];
/** Administrators keep the machine; none of them reads a case. */
export const ADMINISTRATORS = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] as const satisfies Role[];
