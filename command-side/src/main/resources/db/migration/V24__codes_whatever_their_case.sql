-- Codes of profiles are unique whatever their case, as names are. Where two profiles of a tenant were given codes that
-- differ in case only, both keep what they were given, and the one whose id comes first holds the code from now on.
DELETE FROM mandate.profile_code other USING mandate.profile_code holder
WHERE holder.tenant = other.tenant AND lower(holder.code COLLATE "C") = lower(other.code COLLATE "C")
  AND holder.profile COLLATE "C" < other.profile COLLATE "C";

UPDATE mandate.profile_code SET code = lower(code COLLATE "C") WHERE code <> lower(code COLLATE "C");
