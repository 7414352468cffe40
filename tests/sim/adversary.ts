export const attackRows = () => [];
export const benignRows = () => [];
