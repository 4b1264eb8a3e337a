// Everything that Callwise needs in Azure, in one resource group. Deployed by teamsapp.yml, or by
// `az deployment group create`; the same parameters leave the same resources, so it may be run again at any time.
targetScope = 'resourceGroup'

@minLength(4)
@maxLength(20)
@description('Names every resource: small letters, digits and hyphens')
param resourceBaseName string

@description('Region of the resources')
param location string = resourceGroup().location

@description('Size of the App Service plan; B1 is the smallest that stays on')
param appServiceSku string

@minValue(1)
@maxValue(30)
@description('How many instances of the service share the work')
param instances int = 1

@maxLength(42)
@description('Name of the bot as Azure shows it')
param botDisplayName string = 'Callwise'

@description('Application id of the Entra app that signs people in to the tab')
param tabClientId string

@description('Id of the app in Teams')
param teamsAppId string

@description('Entra object ids of admins, separated by commas; others may hold the role Callwise.Admin')
param adminIds string

@description('IANA time zone of people who have told none')
param defaultTimeZone string = 'UTC'

@description('Days for which calls are kept')
param retentionDays string = '365'

@allowed(['documentdb', 'own'])
@description('documentdb makes an Azure DocumentDB cluster; own takes any MongoDB')
param database string

@secure()
@description('documentdb: the password that its administrator gets. own: the connection string')
param databaseSecret string

@description('documentdb: size of its servers')
param databaseTier string = 'M30'

@description('documentdb: disk of each server')
param databaseStorageGb int = 128

@description('documentdb: shards; more than one needs the shard keys of docs/operations.md')
param databaseShards int = 1

@secure()
@description('Another tool that is told of alerts; none when empty')
param alertWebhookUrl string = ''

@secure()
@description('Signs what is posted there')
param alertWebhookSecret string = ''

@description('OTLP collector that gets traces (http/protobuf); none when empty')
param traceEndpoint string = ''

@secure()
@description('Headers that the collector asks for, such as a key: name=value, separated by commas')
param traceHeaders string = ''

@description('Who is mailed when the service cannot be reached')
param operatorEmail string

@description('Any other setting of the README, or variable of OpenTelemetry, by name; no secret, since it can be read here')
param otherSettings object = {}

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var vaultName = '${resourceBaseName}-kv'
var publicUrl = 'https://${site.properties.defaultHostName}'
var isDocumentDb = database == 'documentdb'
var hasWebhook = !empty(alertWebhookUrl)
var hasTraceHeaders = !empty(traceHeaders)

// Signs in to Graph, to the bot's service and to Key Vault: no password anywhere.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: { name: appServiceSku, capacity: instances }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node bin/callwise.js serve'
      alwaysOn: true
      healthCheckPath: '/readyz'
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: union(
    {
      // Oryx installs on the machine that it runs on, so that binaries fit, and runs nobody's install script.
      SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
      CUSTOM_BUILD_COMMAND: 'npm ci --omit=dev --ignore-scripts'
      TENANT_ID: subscription().tenantId
      MANAGED_IDENTITY_CLIENT_ID: identity.properties.clientId
      PUBLIC_URL: publicUrl
      BOT_ID: identity.properties.clientId
      TAB_CLIENT_ID: tabClientId
      TEAMS_APP_ID: teamsAppId
      ADMIN_IDS: adminIds
      MONGODB_URI: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=mongodb-uri)'
      DEFAULT_TIME_ZONE: defaultTimeZone
      RETENTION_DAYS: retentionDays
    },
    hasWebhook
      ? {
          ALERT_WEBHOOK_URL: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=alert-webhook-url)'
          ALERT_WEBHOOK_SECRET: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=alert-webhook-secret)'
        }
      : {},
    empty(traceEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: traceEndpoint },
    hasTraceHeaders
      ? { OTEL_EXPORTER_OTLP_HEADERS: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=trace-headers)' }
      : {},
    otherSettings
  )
  dependsOn: [mayReadSecrets, ownMongodbUri, documentDb, webhookUrl, webhookSecret, collectorHeaders]
}

module documentDb 'document-db.bicep' = if (isDocumentDb) {
  name: 'document-db'
  params: {
    clusterName: '${resourceBaseName}-db'
    location: location
    password: databaseSecret
    tier: databaseTier
    storageGb: databaseStorageGb
    shards: databaseShards
    allowedAddresses: split(site.properties.possibleOutboundIpAddresses, ',')
    vaultName: vault.name
  }
}

resource ownMongodbUri 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!isDocumentDb) {
  parent: vault
  name: 'mongodb-uri'
  properties: { value: databaseSecret }
}

resource webhookUrl 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasWebhook) {
  parent: vault
  name: 'alert-webhook-url'
  properties: { value: alertWebhookUrl }
}

resource webhookSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasWebhook) {
  parent: vault
  name: 'alert-webhook-secret'
  properties: { value: alertWebhookSecret }
}

resource collectorHeaders 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasTraceHeaders) {
  parent: vault
  name: 'trace-headers'
  properties: { value: traceHeaders }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: resourceBaseName
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: botDisplayName
    endpoint: '${publicUrl}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: subscription().tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    resourceBaseName: resourceBaseName
    location: location
    siteName: site.name
    publicUrl: publicUrl
    operatorEmail: operatorEmail
  }
}

// The Agents Toolkit writes these into env/.env.<environment>, where the other steps find them.
output BOT_ID string = identity.properties.clientId
output BOT_DOMAIN string = site.properties.defaultHostName
output PUBLIC_URL string = publicUrl
output IDENTITY_OBJECT_ID string = identity.properties.principalId
output AZURE_APP_SERVICE_RESOURCE_ID string = site.id
