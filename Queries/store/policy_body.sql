-- name: policy_body :optional
-- What a policy that was applied consists of.
-- param: digest TEXT - sha256:
-- column: body_json TEXT - every parameter, configs by digest
SELECT body_json
FROM gate_policy
WHERE digest = :digest;
