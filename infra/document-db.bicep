// An Azure DocumentDB cluster (MongoDB vCore) that only the service reaches; its connection string goes to the vault.

@minLength(3)
@maxLength(40)
param clusterName string
param location string

@secure()
param password string
param tier string
param storageGb int
param shards int

@description('IPv4 addresses from which the service may call')
param allowedAddresses array

@description('Key vault that takes the connection string as mongodb-uri')
param vaultName string

var userName = 'callwise'

resource cluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: clusterName
  location: location
  properties: {
    administrator: { userName: userName, password: password }
    compute: { tier: tier }
    storage: { sizeGb: storageGb }
    sharding: { shardCount: shards }
    highAvailability: { targetMode: 'Disabled' }
    publicNetworkAccess: 'Enabled'
  }
}

resource fromTheService 'Microsoft.DocumentDB/mongoClusters/firewallRules@2024-07-01' = [
  for (address, index) in allowedAddresses: {
    parent: cluster
    name: 'app-service-${index}'
    properties: { startIpAddress: address, endIpAddress: address }
  }
]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource mongodbUri 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'mongodb-uri'
  properties: {
    // The cluster tells its address with these two places in it.
    value: replace(
      replace(cluster.properties.connectionString, '<user>', userName),
      '<password>',
      uriComponent(password)
    )
  }
}
