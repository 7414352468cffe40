/** The module that the built plugin gets from `require('obsidian')`. An export it lacks throws when asked for. */
import { setup } from 'obsidian-test-mocks/setup';
import { App } from './app';
import { Component, Events } from './events';
import { TAbstractFile, TFile, TFolder } from './files';
import { FileManager } from './file-manager';
import * as functions from './functions';
import { HoverPopover } from './popovers';
import { addIcon, getIcon, getIconIds, removeIcon, setIcon, setTooltip } from './icons';
import { Keymap, Scope } from './keys';
import { WorkspaceLeaf } from './leaves';
import { Editor } from './editor';
import { MarkdownRenderChild, MarkdownRenderer } from './markdown';
import { MarkdownView } from './markdown-view';
import { Menu, MenuItem, MenuSeparator } from './menus';
import { MetadataCache } from './metadata-cache';
import { ConfirmationModal, Modal, Notice } from './modals';
import { request, requestUrl } from './network';
import { Platform } from './platform';
import { Plugin } from './plugin';
import { SecretComponent, SecretStorage } from './secrets';
import * as controls from './setting-controls';
import { PluginSettingTab, Setting, SettingGroup, SettingPage, SettingTab } from './settings';
import { strict } from './strict';
import { AbstractInputSuggest, EditorSuggest, FuzzySuggestModal, PopoverSuggest, SuggestModal } from './suggesters';
import { Vault } from './vault';
import { EditableFileView, FileView, ItemView, TextFileView, View } from './views';
import { Workspace } from './workspace';

setup();
hideFromLoops();
fillLayout();

/** The app's helpers on arrays must not show up in `for … in`. */
function hideFromLoops(): void {
	for (const holder of [Array.prototype, String.prototype] as object[]) {
		for (const name of Object.keys(holder)) Object.defineProperty(holder, name, { enumerable: false });
	}
}

/** What CodeMirror asks of a layout, where there is none (jsdom). */
function fillLayout(): void {
	const empty = (): DOMRect => ({ x: 0, y: 0, top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0 }) as DOMRect;
	Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
	Range.prototype.getBoundingClientRect ??= empty;
}

export const obsidian = strict(
	{
		...functions,
		...controls,
		...{ App, Component, Events, TAbstractFile, TFile, TFolder, FileManager, HoverPopover, addIcon, getIcon, getIconIds, removeIcon, setIcon, setTooltip },
		...{ Keymap, Scope, WorkspaceLeaf, Editor, MarkdownRenderChild, MarkdownRenderer, MarkdownView, Menu, MenuItem, MenuSeparator, MetadataCache },
		...{ ConfirmationModal, Modal, Notice, request, requestUrl, Platform, Plugin, SecretComponent, SecretStorage },
		...{ PluginSettingTab, Setting, SettingGroup, SettingPage, SettingTab, AbstractInputSuggest, EditorSuggest, FuzzySuggestModal, PopoverSuggest, SuggestModal },
		...{ Vault, EditableFileView, FileView, ItemView, TextFileView, View, Workspace },
	},
	"require('obsidian')"
);
