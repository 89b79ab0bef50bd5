/** The package itself. The build loads it only where a text needs it: its regular expressions take long to compile. */
export { default as realWidth } from 'string-width'
