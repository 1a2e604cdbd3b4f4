export const people = {
  unknownTitle: 'Somebody wants to use this and is not linked to a colleague',
  displayName: 'Display name',
  email: 'E-mail',
  noEmail: 'not given by the platform',
  unknownText: 'Choose the colleague this is. If it is nobody of yours, leave it.',
  link: 'Link to a colleague',
  welcomeTitle: 'Hello, {{name}}!',
  welcomeText: 'Your account is linked now. You can file plans, log your day and report.',
  welcomeHelp: ' Type {{helpWord}} to see what there is.',
} as const
