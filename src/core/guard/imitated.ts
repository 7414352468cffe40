/**
 * Names that frauds put on most, and the words they put beside them. Chosen from public yearly reports on imitated
 * brands and on frauds with cryptocurrency; each host is its owner's own. A short list: it cannot know the rest.
 */

/** Checked in every way: slips of the pen, look-alike letters, other endings, the name within another. */
export const OFTEN_IMITATED: readonly string[] = [
	'google.com', 'google.dev', 'gmail.com', 'microsoft.com', 'office.com', 'outlook.com', 'apple.com', 'icloud.com', 'amazon.com', 'paypal.com', 'facebook.com', 'instagram.com', 'whatsapp.com',
	'linkedin.com', 'netflix.com', 'dropbox.com', 'docusign.com', 'adobe.com', 'github.com', 'github.dev', 'github.io', 'github.blog', 'gitlab.com', 'gitlab.io', 'steampowered.com',
	'coinbase.com', 'binance.com', 'dhl.com', 'fedex.com', 'ups.com', 'chase.com', 'wellsfargo.com', 'stripe.com', 'wise.com', 'revolut.com', 'booking.com', 'airbnb.com', 'ebay.com', 'spotify.com',
	'openai.com', 'anthropic.com', 'obsidian.md', 'wikipedia.org', 'wikimedia.org', 'myetherwallet.com', 'localbitcoins.com', 'polkastarter.com', 'walletconnect.com', 'pancakeswap.finance',
	'bankofamerica.com', 'americanexpress.com', 'blockchain.com', 'telegram.org',
];

/**
 * Checked for letters of other scripts and for bait beside the name only: honest firms have names that differ from
 * these by a letter or an ending.
 */
export const IMITATED_WITH_BAIT: readonly string[] = [
	'metamask', 'trustwallet', 'ledger', 'trezor', 'exodus', 'phantom', 'kraken', 'gemini', 'bittrex', 'bitfinex', 'poloniex', 'bithumb', 'kucoin', 'bybit', 'huobi', 'okx', 'paxful', 'bitpanda', 'etoro',
	'uniswap', 'opensea', 'etherscan', 'electrum', 'monero', 'mymonero', 'shapeshift', 'polygon', 'solana', 'cardano', 'tether', 'cashapp', 'venmo', 'zelle', 'klarna', 'hsbc', 'barclays', 'santander', 'citibank',
	'sparkasse', 'usps', 'inpost', 'correos', 'royalmail', 'canadapost', 'verizon', 'vodafone', 'yahoo', 'protonmail', 'zoom', 'discord', 'tiktok', 'walmart', 'costco', 'rakuten', 'mercadolibre',
	...OFTEN_IMITATED.map((host) => host.slice(0, host.indexOf('.'))).filter((name) => name.length > 4),
];

/** Coins, and people and firms in whose name coins are promised. Fraud only with a promise beside them. */
export const PROMISED: readonly string[] = ['bitcoin', 'btc', 'ethereum', 'ether', 'eth', 'bnb', 'usdt', 'crypto', 'xrp', 'ripple', 'dogecoin', 'elonmusk', 'elon', 'musk', 'tesla', 'nft'];

/** What asks for a password, a key or a payment. */
export const BAIT: ReadonlySet<string> = new Set([
	'login', 'logon', 'signin', 'verify', 'verification', 'verified', 'validate', 'validation', 'valid', 'secure', 'security', 'support', 'suport', 'helpdesk', 'help', 'restore', 'recover', 'recovery', 'unlock', 'confirm',
	'update', 'account', 'accounts', 'wallet', 'wallets', 'connect', 'connection', 'authorize', 'auth', 'password', 'billing', 'refund', 'customer', 'alert', 'kyc', 'redeem',
]);

/** What promises a gain. */
export const PROMISE: ReadonlySet<string> = new Set(['airdrop', 'airdrops', 'giveaway', 'give', 'gives', 'giving', 'gift', 'gifts', 'bonus', 'claim', 'claims', 'promo', 'promotion', 'free', 'reward', 'rewards', 'double', 'event', 'presale', 'get', '2x', 'x2']);
