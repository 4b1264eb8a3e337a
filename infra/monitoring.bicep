// What the service writes goes to Log Analytics; Application Insights asks from outside whether it is ready, since a
// service that is down cannot tell of it. Access logs with people's addresses are not collected.

param resourceBaseName string
param location string

@description('The App Service whose logs are kept')
param siteName string
param publicUrl string
param operatorEmail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: resourceBaseName
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: resourceBaseName
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' existing = {
  name: siteName
}

resource serviceLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'service-logs'
  scope: site
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

resource readiness 'Microsoft.Insights/webtests@2022-06-15' = {
  name: '${resourceBaseName}-readiness'
  location: location
  kind: 'standard'
  tags: { 'hidden-link:${insights.id}': 'Resource' }
  properties: {
    SyntheticMonitorId: '${resourceBaseName}-readiness'
    Name: 'Callwise is ready'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'us-va-ash-azr' }
      { Id: 'apac-sg-sin-azr' }
    ]
    Request: { RequestUrl: '${publicUrl}/readyz', HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${resourceBaseName}-operators'
  location: 'global'
  properties: {
    groupShortName: 'callwise'
    enabled: true
    emailReceivers: [
      { name: 'operator', emailAddress: operatorEmail, useCommonAlertSchema: true }
    ]
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${resourceBaseName}-not-ready'
  location: 'global'
  properties: {
    description: 'Callwise is not ready: ask ${publicUrl}/readyz, then see the console logs of the App Service.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [readiness.id, insights.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: readiness.id
      componentId: insights.id
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: operators.id }]
  }
}
