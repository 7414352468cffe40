/** `Platform`, as the loader was told: desktop, phone or tablet. */
import { world } from './world';

export const Platform = {
	get isDesktop() {
		return !world.isMobile;
	},
	get isDesktopApp() {
		return !world.isMobile;
	},
	get isMobile() {
		return world.isMobile;
	},
	get isMobileApp() {
		return world.isMobile;
	},
	get isPhone() {
		return world.isPhone;
	},
	get isTablet() {
		return world.isMobile && !world.isPhone;
	},
	get isIosApp() {
		return false;
	},
	get isAndroidApp() {
		return world.isMobile;
	},
	get isLinux() {
		return !world.isMobile;
	},
	isMacOS: false,
	isWin: false,
	isSafari: false,
	resourcePathPrefix: '/vault/file?path=',
};
