#!/usr/bin/env bash
# Lets the service's managed identity read call records from Microsoft Graph, for the whole tenant. This is the consent
# of an administrator: who runs it needs the role Privileged Role Administrator or Global Administrator.
# Needs the Azure CLI, signed in (az login); Azure Cloud Shell has both. Running it again changes nothing.
set -euo pipefail

if [ $# -lt 1 ]; then
  echo "usage: $0 <object id of the managed identity> [<Graph application permission>…]" >&2
  exit 2
fi
identity=$1
shift
[ $# -gt 0 ] || set -- CallRecords.Read.All
# For another cloud: its root of Microsoft Graph.
graph=${GRAPH_ROOT:-https://graph.microsoft.com}/v1.0

ask() { az rest --method GET --url "$1" --query "$2" --output tsv; }

microsoft_graph=$(ask "$graph/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?\$select=id" id)
for permission in "$@"; do
  role=$(ask "$graph/servicePrincipals/$microsoft_graph?\$select=appRoles" "appRoles[?value=='$permission'].id | [0]")
  if [ -z "$role" ] || [ "$role" = None ]; then
    echo "$permission: Microsoft Graph has no application permission of this name." >&2
    exit 1
  fi
  held=$(ask "$graph/servicePrincipals/$identity/appRoleAssignments" "length(value[?appRoleId=='$role'])")
  if [ "$held" != 0 ]; then
    echo "$permission: was granted before."
    continue
  fi
  az rest --method POST --url "$graph/servicePrincipals/$identity/appRoleAssignments" \
    --headers Content-Type=application/json --output none \
    --body "{\"principalId\":\"$identity\",\"resourceId\":\"$microsoft_graph\",\"appRoleId\":\"$role\"}"
  echo "$permission: granted. Graph may take some minutes to know it."
done
