/** What tests that import the plugin's source get for `obsidian`: the stand-in's own module, one identity with the built plugin's. */
module.exports = require('./obsidian').obsidian;
