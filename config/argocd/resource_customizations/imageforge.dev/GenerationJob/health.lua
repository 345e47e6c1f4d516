local health = { status = "Progressing", message = "Waiting for the operator" }
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health
end

local stalled = false
for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.type == "Ready" then
    health.message = condition.message
    if condition.status == "True" then
      health.status = "Healthy"
    end
  elseif condition.type == "Stalled" and condition.status == "True" then
    stalled = true
  end
end

if stalled then
  health.status = "Degraded"
elseif obj.status.state == "Suspended" then
  health.status = "Suspended"
end

return health
