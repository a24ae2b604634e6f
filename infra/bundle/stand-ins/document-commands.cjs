/** Stands for `@aws-sdk/lib-dynamodb` where ElectroDB requires it; `electrodb.js` beside it fills it. */
module.exports = {};
