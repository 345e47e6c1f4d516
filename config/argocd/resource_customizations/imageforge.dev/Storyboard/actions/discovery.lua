local actions = {}
local state = obj.status ~= nil and obj.status.state or "Pending"
if obj.spec.cancel or state == "Completed" or state == "Failed" or state == "Cancelled" then
  return actions
end

if obj.spec.suspend then
  actions["resume"] = { ["iconClass"] = "fa fa-fw fa-play" }
else
  actions["suspend"] = { ["iconClass"] = "fa fa-fw fa-pause" }
end
actions["cancel"] = { ["iconClass"] = "fa fa-fw fa-stop" }

return actions
